"""How the trained detectors are made: `python -m provenance.train`, with the `train` extra."""

"""The pipeline on Apache Spark, for a corpus that one machine is too small for, and what brings its result home.

The functions are those of the local pipeline: `reading` and `linking` apply them to a share of a corpus, `stages` says
which shares. Only `session` and `stages` need Spark.
"""

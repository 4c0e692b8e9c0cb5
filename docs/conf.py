"""How the documentation's site is built: `make docs`. Nothing is fetched, and no page loads anything from elsewhere."""

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from provenance import __version__

project = "provenance"
author = "the provenance maintainers"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_site"]

myst_heading_anchors = 4  # headings can be linked to as code hosts do it

default_role = "literal"  # docstrings put code in single backticks
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = f"provenance {version}"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False


def setup(app: Sphinx) -> None:
    """Show tables of commas as they are: no highlighter knows them."""
    app.add_lexer("csv", TextLexer)

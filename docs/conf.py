"""Settings of the documentation. Nothing is fetched while it is built."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "realpolitik"
author = "The realpolitik developers"
copyright = "2026, the realpolitik developers"  # noqa: A001  (the name is Sphinx's)
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx.ext.mathjax", "generated"]
myst_enable_extensions = ["dollarmath", "colon_fence", "deflist"]
myst_heading_anchors = 3
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "plain"
bibtex_reference_style = "author_year"
exclude_patterns = ["_build"]
suppress_warnings = ["misc.highlighting_failure"]
html_theme = "furo"
html_title = "realpolitik"
html_theme_options = {"source_repository": "", "top_of_page_buttons": []}
html_show_sourcelink = False

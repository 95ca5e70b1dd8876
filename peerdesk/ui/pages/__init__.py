"""One module for each page; `PAGES` lists them."""

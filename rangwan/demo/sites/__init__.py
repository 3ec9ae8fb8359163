"""One module a layout: each turns the articles of its site into the pages that such a site serves."""

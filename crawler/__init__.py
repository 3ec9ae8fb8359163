"""From publishers and archives to articles: one spider, one TOML file a publisher, page objects."""

"""What the pages of the site show, read from the database: plain values, without Datasette or HTML.

Names of persons are in none of them: fields come from the public views, and no sentence about a person's
award is quoted.  Only the text of an article is given whole.
"""

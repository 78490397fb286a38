# -*- coding: utf-8 -*-
BLOG_TITLE = "Slate Symposium"
SITE_URL = "https://slate.example/"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
POSTS = (
    ("posts/*.rst", "blog", "post.tmpl"),
    ("posts/*.txt", "blog", "post.tmpl"),
    ("posts/*.md", "blog", "post.tmpl"),
)
PAGES = (("pages/*.rst", "", "page.tmpl"),)

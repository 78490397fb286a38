from pelicanconf import *
PRODUCTION = 'https://estuary.example'
SITEURL = PRODUCTION + '/blog'

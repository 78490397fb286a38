import os
SITENAME = 'Estuary Talks'
SITEURL = ''
PATH = 'content'
TIMEZONE = 'America/Sao_Paulo'
ARTICLE_URL = '{date:%Y}/{slug}/'
if os.environ.get('X'):
    SITEURL = 'https://wrong.example'

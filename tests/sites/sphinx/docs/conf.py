extensions = ["ablog"]
project = "Gorse Gathering"
blog_baseurl = "https://gorse.example/"

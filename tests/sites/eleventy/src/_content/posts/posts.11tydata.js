module.exports = {
  layout: 'post',
  // where they go
  permalink: "news/{{ page.fileSlug }}/",
};

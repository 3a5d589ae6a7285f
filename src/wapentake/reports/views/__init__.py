"""The views of `reports`: pages for everybody, files, feeds, the data service, and the pack."""

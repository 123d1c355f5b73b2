"""One rule, one file. Groups: ``facts`` (against the catalogue and one another), ``force`` (status on the day),
``form`` (how a citation is written), ``bases`` (the list of Căn cứ), ``own`` (the document's own number and dates).
"""

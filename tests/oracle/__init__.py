"""What the product must answer, said a second time in plain Python.

Nothing here imports the code it judges. Tests take rows from the database, hand them over as plain values and
compare answers; a field type or an operator without an entry here fails its test.
"""

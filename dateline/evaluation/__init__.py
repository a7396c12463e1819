"""MEASURE: corpora, metrics, floors.

Lives here: scores against labelled text in its own format. Does not: anything the engine needs to run.
"""

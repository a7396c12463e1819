"""TAG and RESOLVE: temporal expressions and the days they mean.

Lives here: lexicon, grammar, resolution, TIMEX3. Does not: events, files, spaCy, pandas.
"""

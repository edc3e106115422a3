"""A small subject with a breakdown, for tests that change it and look at what is said."""

LIBRARIES = """\
domain: libraries
title: Libraries
concepts:
  visit:
    phrases:
      - library visit
      - visit to (our|the)? library
  loan:
    phrases:
      - (book|item) (lent|borrowed)
      - loan
dimensions:
  kind_of_book:
    audio:
      phrases: [audio book, talking book]
    large_print:
      phrases: [large print]
measures:
  library_visits:
    label: Visits to libraries
    definition: Visits to all public libraries of the council.
    units: [count]
    kind: flow
    patterns:
      - id: visits
        requires: [visit]
        examples:
          - text: In 2018/19 there were 1,200 visits to our libraries.
            figure: 1,200
            value: 1200
        counter_examples:
          - There were 310 items borrowed in 2018/19.
  library_loans:
    label: Loans
    definition: Items lent by public libraries.
    units: [count, percent]
    kind: flow
    dimensions: [kind_of_book]
    patterns:
      - id: loans
        requires: [loan|kind_of_book]
        examples:
          - text: Of all loans in 2018/19, 12% were talking books.
            figure: 12%
            dimensions: {kind_of_book: audio}
"""

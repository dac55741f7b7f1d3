"""Everything of Maydan that is true without a browser, in the order of the flow.

    text, table, feed ─read→ Report ─extract→ Event (unplaced) ─place→ Event ─store→ event table
                                                                                        │
                                    exports ←─ counts ←─ query(Selection) ←─────────────┘

`model` has the nouns, `errors` what can go wrong, `spelling` how words are compared,
`vocabulary` the codes for who protests and what they did. `pipeline` is the one place that
knows all the steps. This package never imports a page, a map or a chart.
"""

"""Answers in English (英文回答): a checked answer said in English sentences that are read back.

The Chinese answer is composed and proven first. Each of its sentences has a counterpart in
`sentences.toml`, its names in `names.py`, its amounts in `amounts.py`; all of them are read in both
directions. What is shown is proven afresh from the English text: it is read back into Chinese, word
by word, and the numeric check judges what it says. A text that cannot be read back has no proof.
"""

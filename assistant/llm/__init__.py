"""The language model (语言模型), where one is at hand: it proposes plans and words, no figures."""

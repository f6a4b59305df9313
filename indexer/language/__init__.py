"""What text is made of: folding, units, Chinese words, English stems, the lexicon. Knows no engine."""

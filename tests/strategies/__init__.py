"""The domain's nouns as Hypothesis strategies, one module a pillar: cheap to draw, readable when shrunk."""

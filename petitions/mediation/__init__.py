"""Settling a claim between the two sides: mediation (调解), their own agreement (和解), and what they agreed."""

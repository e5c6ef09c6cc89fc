"""Built-in questionnaires as data, one file each, in our own words; ids never change once published. Pure."""

from __future__ import annotations

from surveys.questionnaires import (
    aid,
    conditions,
    conduct,
    culture,
    growth,
    openness,
    party_review,
    pulse,
    reform,
    safety,
    six_reviews,
    union_service,
    wellbeing,
    youth,
)

BUILT_IN = {
    each.id: each
    for each in (
        wellbeing.WELLBEING,
        pulse.PULSE,
        conditions.CONDITIONS,
        reform.REFORM_RISK,
        union_service.UNION_SERVICE,
        aid.AID,
        safety.SAFETY,
        growth.TRAINING,
        youth.YOUTH,
        culture.CULTURE,
        openness.OPENNESS,
        conduct.CONDUCT,
        party_review.PARTY_REVIEW,
        six_reviews.SIX_REVIEWS,
    )
}

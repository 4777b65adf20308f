package io.graphrecall.evaluation.tuning;

import io.graphrecall.service.blend.CandidateFeatures;

/**
 * The candidates of one question as a learned blend sees them.
 *
 * @param target which of them is the target
 */
record LabelledCandidates(CandidateFeatures candidates, int target) {}

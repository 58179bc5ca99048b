package org.lamina.checks.tensors;

import java.util.List;
import org.lamina.checks.Check;

/** The rules that look at the tensors of a checkpoint. */
public final class TensorRules {

    private TensorRules() {
    }

    /** All of them. */
    public static List<Check> all() {
        return List.of(new NotFinite(), new ConstantTensor(), new RunningVariance(), new OutlierTensor(),
                new DuplicateFilters(), new LowRank());
    }
}

package org.lamina.checks.rules;

import java.util.List;
import org.lamina.checks.Check;

/** The rules that look at programs and architectures. */
public final class ProgramRules {

    private ProgramRules() {
    }

    /** All of them. */
    public static List<Check> all() {
        return List.of(new LinearStack(), new EndOfNetwork(), new DropoutInProgram(), new LearningRate(),
                new InputRange(), new ValidationOverlap());
    }
}

package org.lamina.cli;

import java.util.ArrayList;
import java.util.List;

import org.lamina.formats.InputShapes;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that gives the shapes of inputs which a file does not tell. */
final class InputShapeOption {

    private static final String EXPECTED = "sizes with commas between them, as 1,3,224,224 or image=1,3,224,224";

    @Option(names = "--input-shape", paramLabel = "[NAME=]N,N,...",
            description = "The shape of an input, as 1,3,224,224, where the file does not tell it; ? is unknown.")
    private List<String> texts = List.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    boolean isGiven() {
        return !texts.isEmpty();
    }

    /** The shapes as they were written. */
    List<String> texts() {
        return texts;
    }

    /**
     * The shapes that the option gives.
     *
     * @throws ParameterException if one is no shape
     */
    InputShapes shapes() {
        try {
            return InputShapes.parse(texts);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(),
                    "--input-shape takes " + EXPECTED + ", not '" + e.getMessage() + "'");
        }
    }

    /**
     * The shapes that the option gives, or those of a file if it gives none.
     *
     * @param saved the shapes of the file, as the option takes them
     * @param place the file and its field, as the user knows them
     * @throws InputException if one in the file is no shape
     */
    InputShapes shapesOr(List<String> saved, String place) throws InputException {
        if (isGiven()) {
            return shapes();
        }
        try {
            return InputShapes.parse(saved);
        } catch (IllegalArgumentException e) {
            throw new InputException(place, EXPECTED, "\"" + e.getMessage() + "\"", e);
        }
    }

    /** What of given shapes plays no part, one sentence each, with what the reader says of the model. */
    static List<String> unmet(InputShapes given, Checkpoint checkpoint, Model model) {
        List<String> unmet = new ArrayList<>(given.unmet(model));
        if (!unmet.isEmpty()) {
            unmet.addAll(checkpoint.warnings());
        }
        return unmet;
    }
}

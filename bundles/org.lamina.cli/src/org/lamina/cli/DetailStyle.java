package org.lamina.cli;

import java.util.List;

import org.lamina.figure.DetailOptions;
import org.lamina.figure.structure.Folding;
import picocli.CommandLine.Option;

/** The options of the detail style. */
final class DetailStyle {

    /** What a drawing begins with. */
    enum Fold {
        OVERVIEW, NONE
    }

    @Option(names = "--fold",
            description = "overview (default): draws modules of large models as one box each, in the detail style; "
                    + "none: draws every layer.")
    private Fold fold;

    @Option(names = "--open", paramLabel = "PATH", split = ",",
            description = "Modules to draw with their layers, in the detail style.")
    private List<String> opened = List.of();

    @Option(names = "--close", paramLabel = "PATH", split = ",",
            description = "Modules to draw as one box, in the detail style.")
    private List<String> closed = List.of();

    @Option(names = "--hide-constants",
            description = "Leaves out layers that depend on no input, in the detail style.")
    private boolean noConstants;

    @Option(names = "--edge-shapes", description = "Writes the shape of what flows beside it, in the detail style.")
    private boolean shapes;

    @Option(names = "--no-inside",
            description = "Leaves out operations and variables inside the layers, in the detail style.")
    private boolean noInside;

    /** The options of a file with what the command line asks for. */
    DetailOptions applied(DetailOptions options) {
        Folding folding = fold == null ? options.folding() : fold == Fold.NONE ? Folding.NONE : Folding.OVERVIEW;
        for (String path : opened) {
            folding = folding.open(path);
        }
        for (String path : closed) {
            folding = folding.close(path);
        }
        return options.withFolding(folding).withConstants(!noConstants && options.constants())
                .withShapes(shapes || options.shapes()).withInside(!noInside && options.inside());
    }
}

package org.lamina.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.Grouping;
import org.lamina.figure.LegendOptions;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.export.SvgExporter.Letters;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Checkpoint;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws an architecture into a file. */
@Command(name = "figure", description = "Draws the architecture of a checkpoint.")
final class FigureCommand implements Callable<Integer> {

    /** How a figure looks. */
    enum Style {
        /** Trapezoids for publications. */
        GLYPH,
        /** Boxes with name, type, shape and parameters. */
        DETAIL
    }

    /** The colours of the detail style. */
    enum Colors {
        LIGHT, DARK
    }

    @Parameters(paramLabel = "FILE", description = "The checkpoint.")
    private Path file;

    @Option(names = {"-o", "--output"}, paramLabel = "OUT", required = true,
            description = "The file to write; its name ends in .svg, .pdf, .tex or .png.")
    private Path output;

    @Option(names = "--style", defaultValue = "glyph",
            description = "glyph (default): trapezoids for publications; detail: boxes with names, types and shapes.")
    private Style style;

    @Option(names = "--theme", defaultValue = "light", description = "light (default) or dark; for the detail style.")
    private Colors theme;

    @Mixin
    private DetailStyle detail;

    @Option(names = "--hide", paramLabel = "TYPE", split = ",",
            description = "Layer types to leave out of the glyph style, such as BatchNorm2d.")
    private Set<String> hidden = Set.of();

    @Option(names = "--all-layers",
            description = "Shows dropout, identity and reshaping layers in the glyph style too.")
    private boolean allLayers;

    @Option(names = "--no-legend", description = "Leaves the legend out of the glyph style.")
    private boolean noLegend;

    @Option(names = "--group-above", paramLabel = "N", defaultValue = "30",
            description = "Draws repeated modules as one glyph each if there are more glyphs than this (default 30).")
    private int groupAbove;

    @Option(names = "--scale", paramLabel = "S", defaultValue = "2",
            description = "Pixels a unit of a PNG (default 2).")
    private double scale;

    @Option(names = "--json", description = "Prints what was written as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Session session;

    FigureCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        FigureFormat format = format();
        Path path = session.resolve(file);
        Path target = OutputFile.checked(output, session);
        Scene scene;
        try (Checkpoint checkpoint = CheckpointFile.open(path, session)) {
            scene = draw(CheckpointFile.model(checkpoint, session), Session.absolute(path));
        }
        session.progress().checkCancelled();
        write(scene, format, target);
        if (json) {
            ObjectNode root = Json.object();
            root.put("file", Session.absolute(path)).put("output", Session.absolute(target))
                    .put("format", format.extension()).put("width", scene.width()).put("height", scene.height());
            Json.print(root, session.out());
        } else {
            session.out().println(session.shown(target));
        }
        return 0;
    }

    private FigureFormat format() {
        FigureFormat format = FigureFormat.of(output).orElseThrow(() -> new ParameterException(spec.commandLine(),
                output + ": expected a name that ends in one of " + FigureFormat.extensions() + ", found \""
                        + output.getFileName() + "\""));
        if (!(scale > 0 && scale <= 100)) {
            throw new ParameterException(spec.commandLine(),
                    "--scale: expected a number above 0 and up to 100, found " + scale);
        }
        return format;
    }

    private Scene draw(Model model, String checkpoint) {
        if (style == Style.DETAIL) {
            Theme colors = theme == Colors.DARK ? Theme.dark() : Theme.light();
            return ArchitectureFigure.details(model, checkpoint, detail.options(colors), session.progress());
        }
        GlyphOptions options = GlyphOptions.standard();
        Set<LayerKind> kinds = allLayers ? Set.of() : options.hiddenKinds();
        options = options.withHidden(kinds, hidden)
                .withGrouping(new Grouping(Grouping.Mode.AUTOMATIC, groupAbove, true, 0, List.of()));
        if (noLegend) {
            options = options.withLegend(options.legend().withPlace(LegendOptions.Place.NONE));
        }
        return ArchitectureFigure.glyphs(model, checkpoint, options, session.progress());
    }

    private void write(Scene scene, FigureFormat format, Path target) throws IOException, InputException {
        try {
            format.write(scene, new FigureFormat.Options(Letters.INSTALLED, scale * FigureFormat.PIXELS_PER_INCH),
                    target);
        } catch (FileSystemException e) {
            throw new InputException(session.shown(target), "a file that can be written", Failures.reason(e), e);
        }
    }
}

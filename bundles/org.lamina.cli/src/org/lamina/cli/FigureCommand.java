package org.lamina.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.DrawnFigure;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.PageOptions;
import org.lamina.figure.SamplePicture;
import org.lamina.figure.SamplePictures;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.export.SvgExporter.Letters;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.preferences.PreferencesException;
import org.lamina.figure.scene.Theme;
import org.lamina.formats.InputShapes;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
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
    private InputShapeOption inputs;

    @Mixin
    private DetailStyle details;

    @Mixin
    private FigureWishes wishes;

    @Option(names = "--outline-text", description = "Makes shapes of text in SVG and PDF.")
    private boolean outlineText;

    @Option(names = "--embed-font", description = "Puts the font into an SVG; a PDF always has it.")
    private boolean embedFont;

    @Option(names = "--dpi", paramLabel = "N", description = "Dots an inch of a PNG (default 192).")
    private Double dotsPerInch;

    @Option(names = "--scale", paramLabel = "S", defaultValue = "2",
            description = "Pixels a unit of a PNG (default 2), in place of --dpi.")
    private double scale;

    @Option(names = "--json", description = "Prints what was written as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Session session;
    private final List<String> warnings = new ArrayList<>();

    FigureCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        FigureFormat format = format();
        FigureFormat.Options quality = quality();
        Path path = session.resolve(file);
        Path target = OutputFile.checked(output, session);
        FigurePreferences preferences = preferences(path);
        InputShapes shapes = inputs.shapesOr(preferences.inputShapes(),
                session.shown(preferencesFile(path)) + ": inputShapes");
        DrawnFigure drawn;
        try (Checkpoint checkpoint = CheckpointFile.open(path, shapes, session)) {
            Model model = CheckpointFile.model(checkpoint, session);
            warnings.addAll(InputShapeOption.unmet(shapes, checkpoint, model));
            drawn = draw(model, inputs.isGiven() ? preferences.withInputShapes(inputs.texts()) : preferences, path);
        }
        session.progress().checkCancelled();
        write(drawn, format, quality, target);
        report(drawn, format, path, target);
        return 0;
    }

    private FigureFormat format() {
        return FigureFormat.of(output).orElseThrow(() -> new ParameterException(spec.commandLine(),
                output + ": expected a name that ends in one of " + FigureFormat.extensions() + ", found \""
                        + output.getFileName() + "\""));
    }

    private FigureFormat.Options quality() {
        if (!(scale > 0 && scale <= 100)) {
            throw new ParameterException(spec.commandLine(),
                    "--scale: expected a number above 0 and up to 100, found " + scale);
        }
        double dots = dotsPerInch == null ? scale * FigureFormat.PIXELS_PER_INCH : dotsPerInch;
        if (!(dots > 0 && dots <= 100 * FigureFormat.PIXELS_PER_INCH)) {
            throw new ParameterException(spec.commandLine(),
                    "--dpi: expected a number above 0 and up to 9600, found " + dots);
        }
        return new FigureFormat.Options(
                outlineText ? Letters.OUTLINED : embedFont ? Letters.EMBEDDED : Letters.INSTALLED, dots);
    }

    private DrawnFigure draw(Model model, FigurePreferences preferences, Path path)
            throws InputException, IOException {
        String checkpoint = Session.absolute(path);
        if (style == Style.DETAIL) {
            Theme colors = theme == Colors.DARK ? Theme.dark() : Theme.light();
            DetailOptions options = details.applied(preferences.details()).withTheme(colors);
            if (wishes.isToBeSaved()) {
                save(preferences.with(options), FigurePreferences.beside(path));
            }
            return new DrawnFigure(ArchitectureFigure.details(model, checkpoint, options, session.progress()),
                    Optional.empty(), Map.of(), Map.of(), List.of(), 1);
        }
        GlyphOptions options = wishes.applied(preferences.options());
        PageOptions page = wishes.applied(preferences.page());
        List<Optional<SamplePicture>> pictures = options.samples() == GlyphOptions.Samples.PICTURES
                ? pictures(path, model) : List.of();
        DrawnFigure drawn = ArchitectureFigure.glyphs(model, checkpoint, options, page, pictures, warnings::add,
                session.progress());
        if (wishes.isToBeSaved()) {
            save(preferences.with(options, page), FigurePreferences.beside(path));
        }
        return drawn;
    }

    private List<Optional<SamplePicture>> pictures(Path path, Model model) throws InputException, IOException {
        Optional<Path> file = SamplePictures.beside(path);
        if (file.isEmpty()) {
            return List.of();
        }
        try (Checkpoint samples = session.readers().open(file.get(), session.progress())) {
            return SamplePictures.of(samples, model);
        } catch (ModelFormatException e) {
            throw InputException.of(e, file.get(), session);
        }
    }

    private FigurePreferences preferences(Path path) throws InputException, IOException {
        Path read = preferencesFile(path);
        if (wishes.preferences() == null && !Files.isRegularFile(read)) {
            return FigurePreferences.standard();
        }
        if (!Files.isRegularFile(read)) {
            throw new InputException(session.shown(read), "a file of figure preferences",
                    Files.isDirectory(read) ? "a directory" : "no such file");
        }
        try {
            FigurePreferences found = FigurePreferences.read(read);
            found.unknown().forEach(field -> warnings.add(session.shown(read) + ": " + field
                    + " plays no part, since this version of Lamina has nothing like it"));
            return found;
        } catch (PreferencesException e) {
            String place = session.shown(read) + (e.place().isEmpty() ? "" : ": " + e.place());
            throw new InputException(place, e.expected(), e.found(), e);
        }
    }

    private Path preferencesFile(Path path) {
        return wishes.preferences() == null ? FigurePreferences.beside(path) : session.resolve(wishes.preferences());
    }

    private void save(FigurePreferences preferences, Path target) throws IOException, InputException {
        try {
            preferences.write(target);
        } catch (FileSystemException e) {
            throw new InputException(session.shown(target), "a file that can be written", Failures.reason(e), e);
        }
    }

    private void write(DrawnFigure drawn, FigureFormat format, FigureFormat.Options quality, Path target)
            throws IOException, InputException {
        try {
            format.write(drawn.figure(), quality, target);
            if (drawn.legend().isPresent()) {
                format.write(drawn.legend().get(), quality, legendOf(target));
            }
        } catch (FileSystemException e) {
            throw new InputException(session.shown(target), "a file that can be written", Failures.reason(e), e);
        }
    }

    /** {@code net-legend.svg} for {@code net.svg}. */
    private static Path legendOf(Path target) {
        String name = target.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return target.resolveSibling(name.substring(0, dot) + "-legend" + name.substring(dot));
    }

    private void report(DrawnFigure drawn, FigureFormat format, Path path, Path target) throws IOException {
        if (json) {
            ObjectNode root = Json.object();
            root.put("file", Session.absolute(path)).put("output", Session.absolute(target));
            drawn.legend().ifPresent(legend -> root.put("legend", Session.absolute(legendOf(target))));
            root.put("format", format.extension()).put("width", drawn.figure().width())
                    .put("height", drawn.figure().height());
            warnings.forEach(root.putArray("warnings")::add);
            Json.print(root, session.out());
            return;
        }
        session.out().println(session.shown(target));
        drawn.legend().ifPresent(legend -> session.out().println(session.shown(legendOf(target))));
        warnings.forEach(warning -> session.err().println("lamina: warning: " + warning));
    }
}

package org.lamina.figure.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lamina.figure.export.SvgExporter.Letters;
import org.lamina.figure.scene.Scene;

/** The formats that a figure can be written in. */
public enum FigureFormat {

    /** For the web, and to go on working with it. */
    SVG("svg"),
    /** For LaTeX and print. */
    PDF("pdf"),
    /** For LaTeX, in the fonts of the document. */
    TIKZ("tex"),
    /** For everything else. */
    PNG("png");

    /** Pixels of a scene in one inch. */
    public static final double PIXELS_PER_INCH = 96;

    private final String extension;

    FigureFormat(String extension) {
        this.extension = extension;
    }

    /**
     * What the formats leave open.
     *
     * @param letters what becomes of text in SVG and PDF; a PDF always embeds its fonts, unless text becomes shapes
     * @param dotsPerInch resolution of a PNG, above 0
     */
    public record Options(Letters letters, double dotsPerInch) {

        public Options {
            if (!(dotsPerInch > 0)) {
                throw new IllegalArgumentException("a resolution is above 0, not " + dotsPerInch);
            }
        }

        /** Text as text, and twice the resolution of a screen. */
        public static Options standard() {
            return new Options(Letters.INSTALLED, 2 * PIXELS_PER_INCH);
        }
    }

    /** The end of a file's name, without the dot. */
    public String extension() {
        return extension;
    }

    /** The format that the end of a file's name tells, if it is one of these. */
    public static Optional<FigureFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> name.endsWith("." + format.extension)).findFirst();
    }

    /** All ends of names, for messages: {@code .svg, .pdf, .tex, .png}. */
    public static String extensions() {
        return Arrays.stream(values()).map(format -> "." + format.extension).collect(Collectors.joining(", "));
    }

    /**
     * Writes a file. It is written beside its place and moved there, so that a failure leaves no half file.
     *
     * @throws IOException if it can't be written
     */
    public void write(Scene scene, Options options, Path file) throws IOException {
        switch (this) {
            case SVG -> new SvgExporter(options.letters()).write(scene, file);
            case PDF -> PdfExporter.write(scene, options.letters() == Letters.OUTLINED, file);
            case TIKZ -> TikzExporter.write(scene, file);
            case PNG -> new PngExporter().write(scene, options.dotsPerInch() / PIXELS_PER_INCH, file);
        }
    }
}

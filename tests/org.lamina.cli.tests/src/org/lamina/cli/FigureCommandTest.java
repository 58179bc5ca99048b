package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureCommandTest {

    @TempDir
    Path folder;

    @Test
    void writesTheSameSvgEachTime() throws IOException {
        Run run = figure("a.svg").exits(0);
        assertEquals("a.svg\n", run.out());
        figure("b.svg").exits(0);
        assertTrue(Files.readString(folder.resolve("a.svg")).contains("viewBox"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.svg")), Files.readAllBytes(folder.resolve("b.svg")));
    }

    @Test
    void writesPicturesOfTheAskedForScale() throws IOException {
        figure("one.png", "--scale", "1").exits(0);
        figure("two.PNG").exits(0);
        int width = ImageIO.read(folder.resolve("one.png").toFile()).getWidth();
        assertEquals(2.0 * width, ImageIO.read(folder.resolve("two.PNG").toFile()).getWidth(), 1);
    }

    @Test
    void drawsStylesAndLeavesOutWhatIsHidden() throws IOException {
        figure("glyph.svg").exits(0);
        figure("detail.svg", "--style", "detail").exits(0);
        figure("dark.svg", "--style", "detail", "--theme", "dark").exits(0);
        figure("bare.svg", "--no-legend", "--hide", "BatchNorm2d,ReLU").exits(0);
        List<String> texts = Stream.of("glyph", "detail", "dark", "bare").map(this::svg).distinct().toList();
        assertEquals(4, texts.size());
        assertTrue(svg("detail").contains("block1"));
        assertTrue(svg("bare").length() < svg("glyph").length());
    }

    @Test
    void drawsTheFigureOfTheDocumentation() throws IOException {
        figure("digits.svg").exits(0);
        assertEquals(Files.readString(Run.userDocs("figures/digits.svg")), svg("digits"));
    }

    @Test
    void writesEveryFormatTwiceTheSame() throws IOException {
        for (String format : List.of("svg", "pdf", "tex", "png")) {
            figure("a." + format, "--palette", "monochrome").exits(0);
            figure("b." + format, "--palette", "monochrome").exits(0);
            assertArrayEquals(Files.readAllBytes(folder.resolve("a." + format)),
                    Files.readAllBytes(folder.resolve("b." + format)), format);
        }
        figure("dots.png", "--dpi", "96").exits(0);
        figure("one.png", "--scale", "1").exits(0);
        assertEquals(-1, Files.mismatch(folder.resolve("dots.png"), folder.resolve("one.png")));
    }

    @Test
    void takesPreferencesFromTheFileBesideTheModel() throws IOException {
        Path model = Files.copy(Run.demo().resolve("digits_traced.pt"), folder.resolve("net.pt"));
        run(model, "plain.svg").exits(0);
        run(model, "asked.svg", "--palette", "color-blind", "--group-layers", "Stem=stem", "--alias", "Conv2d=Filter",
                "--legend", "separate", "--save-preferences").exits(0);
        assertTrue(names().contains("net.pt.figure.json") && names().contains("asked-legend.svg"));
        run(model, "again.svg").exits(0);
        assertEquals(svg("asked"), svg("again"));
        assertTrue(svg("again-legend").contains("Filter") && svg("again-legend").contains("Stem"));
        Files.writeString(folder.resolve("other.json"), "{}");
        run(model, "other.svg", "--preferences", "other.json").exits(0);
        assertEquals(svg("plain"), svg("other"));
        Files.writeString(folder.resolve("other.json"), "{\"sizes\": {\"font\": \"big\"}}");
        assertEquals("lamina: other.json: sizes.font: expected a number from 1 to 10000, found \"big\"\n",
                run(model, "bad.svg", "--preferences", "other.json").exits(2).err());
    }

    @Test
    void drawsRealHeightsForGivenShapesOfInputs() throws IOException {
        Path model = Files.copy(Run.demo().resolve("digits_traced.pt"), folder.resolve("net.pt"));
        run(model, "unknown.svg").exits(0);
        assertEquals("", run(model, "asked.svg", "--input-shape", "1,1,8,8", "--save-preferences").exits(0).err());
        run(model, "again.svg").exits(0);
        run(model, "named.svg", "--input-shape", "x=1,1,8,8").exits(0);
        run(model, "boxes.svg", "--style", "detail").exits(0);
        // without samples beside it the network's input is not known, and its glyphs have dashed outlines
        assertTrue(svg("unknown").contains("stroke-dasharray"));
        assertFalse(svg("asked").contains("stroke-dasharray"));
        assertEquals(svg("asked"), svg("again"));
        assertEquals(svg("asked"), svg("named"));
        assertTrue(svg("boxes").contains("1 × 16 × 8 × 8"));
    }

    @Test
    void saysWhichShapesOfInputsPlayNoPart() throws IOException {
        Run other = figure("a.svg", "--input-shape", "1,3,8,8").exits(0);
        assertTrue(other.err().startsWith("lamina: warning: the shape 1 × 3 × 8 × 8 of the input x plays no part\n"
                + "lamina: warning: The model can't take inputs of the shapes that were given: "), other.err());
        assertEquals("lamina: warning: the model has no input image; it has x\n",
                figure("b.svg", "--input-shape", "image=1,1,8,8").exits(0).err());
        assertTrue(figure("c.svg", "--input-shape", "1x8").exits(2).err()
                .contains("--input-shape takes sizes with commas between them"));
        Files.writeString(folder.resolve("odd.json"), "{\"inputShapes\": [\"1x8\"]}");
        assertEquals("lamina: odd.json: inputShapes: expected sizes with commas between them, as 1,3,224,224 or "
                + "image=1,3,224,224, found \"1x8\"\n", figure("d.svg", "--preferences", "odd.json").exits(2).err());
    }

    @Test
    void showsTheFirstSampleBesideTheModel() throws IOException {
        figure("holders.svg", "--samples", "placeholders").exits(0);
        figure("pictures.svg", "--samples", "pictures").exits(0);
        // a picture of 8 by 8 cells, equal neighbours as one
        assertTrue(svg("pictures").split("<rect").length > svg("holders").split("<rect").length + 16);
    }

    @Test
    void warnsOfWishesThatCannotBeMet() throws IOException {
        Run run = figure("a.svg", "--group-layers", "Odd=fc1,stem").exits(0);
        assertTrue(run.err().startsWith("lamina: warning: group \"Odd\": expected layers that data enters at one"),
                run.err());
        assertEquals(1, figure("b.svg", "--json", "--color", "Conv2d=#ffff00").exits(0).json().get("warnings").size());
        assertTrue(figure("c.svg", "--palette", "pink").exits(2).err().contains(
                "--palette: expected one of families, color-blind, material, hues, monochrome, found \"pink\""));
        assertTrue(figure("c.svg", "--color", "Conv2d=red").exits(2).err().contains("Conv2d=#0072b2"));
        assertTrue(figure("c.svg", "--group-layers", "Stem").exits(2).err().contains("Stem=conv1,bn1"));
    }

    @Test
    void tellsWhatItWroteAsJson() throws IOException {
        Run run = figure("a.svg", "--json").exits(0);
        assertEquals(folder.resolve("a.svg").toString(), run.json().get("output").asText());
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/figure.json"), run.json()));
    }

    @Test
    void refusesOtherFormatsAndPlacesThatCannotBeWritten() throws IOException {
        Run gif = figure("a.gif").exits(2);
        assertTrue(gif.err().contains("expected a name that ends in one of .svg, .pdf, .tex, .png, found \"a.gif\""),
                gif.err());
        Run nowhere = figure("nowhere/a.svg").exits(2);
        assertEquals("lamina: nowhere/a.svg: expected a directory to write to, found no directory nowhere\n",
                nowhere.err());
        Files.createDirectory(folder.resolve("taken.svg"));
        assertTrue(figure("taken.svg").exits(2).err().contains("found a directory"));
        assertTrue(figure("a.png", "--scale", "0").exits(2).err().contains("--scale"));
        assertTrue(figure("a.png", "--scale", "100").exits(2).err().contains("smaller scale"));
        assertEquals(List.of("taken.svg"), names());
    }

    @Test
    void refusesCheckpointsWithoutAnArchitecture() throws IOException {
        Run run = Run.in(folder, "figure", Run.demo().resolve("samples.safetensors").toString(), "-o", "a.svg")
                .exits(2);
        assertTrue(run.err().contains("expected a checkpoint with an architecture, found tensors alone"), run.err());
        assertNotEquals(List.of("a.svg"), names());
    }

    private Run run(Path model, String output, String... options) {
        return Run.in(folder, Stream.concat(Stream.of("figure", model.toString(), "-o", output),
                Stream.of(options)).toArray(String[]::new));
    }

    private Run figure(String output, String... options) {
        String[] args = Stream.concat(Stream.of("figure", Run.demo().resolve("digits_traced.pt").toString(), "-o",
                output),
                Stream.of(options)).toArray(String[]::new);
        return Run.in(folder, args);
    }

    private String svg(String name) {
        try {
            return Files.readString(folder.resolve(name + ".svg"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

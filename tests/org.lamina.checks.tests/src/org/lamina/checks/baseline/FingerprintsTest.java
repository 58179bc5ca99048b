package org.lamina.checks.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lamina.model.Finding;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;

class FingerprintsTest {

    private static final Path ROOT = Path.of("/project").toAbsolutePath();

    @Test
    void movedLinesAndOtherWhiteSpaceKeepAFingerprint() {
        String before = of(finding(ROOT, 10, "x = nn.Dropout(0.8)"));
        assertEquals(before, of(finding(ROOT, 99, "x  =  nn.Dropout( 0.8 )")));
        assertNotEquals(before, of(finding(ROOT, 10, "x = nn.Dropout(0.9)")));
    }

    @Test
    void aProjectMayLieElsewhere() {
        Path other = Path.of("/elsewhere").toAbsolutePath();
        assertEquals(of(finding(ROOT, 10, "x")),
                new Fingerprints(other, List.of()).of(finding(other, 10, "x")));
    }

    @Test
    void equalLinesHaveFingerprintsOfTheirOwn() {
        Finding first = finding(ROOT, 10, "x = nn.Dropout(0.8)");
        Finding second = finding(ROOT, 20, "x = nn.Dropout(0.8)");
        List<String> both = new Fingerprints(ROOT, List.of(second, first)).of(List.of(first, second));
        assertEquals(of(first), both.get(0));
        assertNotEquals(both.get(0), both.get(1));
    }

    @Test
    void aFaultOfSeveralCheckpointsIsOne() {
        Finding traced = finding(ROOT, 10, "x", "traced.pt", "drop");
        Finding onnx = finding(ROOT, 10, "x", "net.onnx", "net/drop");
        List<String> both = new Fingerprints(ROOT, List.of(traced, onnx)).of(List.of(traced, onnx));
        assertEquals(both.get(0), both.get(1));
    }

    @Test
    void withoutALineCheckpointAndLayerCount() {
        assertEquals(of(unplaced("a.pt", "drop")), of(unplaced("a.pt", "drop")));
        assertNotEquals(of(unplaced("a.pt", "drop")), of(unplaced("b.pt", "drop")));
        assertNotEquals(of(unplaced("a.pt", "drop")), of(unplaced("a.pt", "drop2")));
    }

    private static String of(Finding finding) {
        return new Fingerprints(ROOT, List.of(finding)).of(finding);
    }

    private static Finding finding(Path root, int line, String text) {
        return finding(root, line, text, "net.pt", "drop");
    }

    private static Finding unplaced(String checkpoint, String layer) {
        return finding(Optional.empty(), ROOT.resolve(checkpoint).toString(), layer);
    }

    private static Finding finding(Path root, int line, String text, String checkpoint, String layer) {
        return finding(Optional.of(new SourceLocation(root.resolve("net.py").toString(), line, 5, text)),
                root.resolve(checkpoint).toString(), layer);
    }

    private static Finding finding(Optional<SourceLocation> source, String checkpoint, String layer) {
        return new Finding("dropout-rate", Severity.WARNING, "Dropout rate of 0.8", "why", List.of(), "advice", "", 1,
                List.of(), new UnitOfAnalysis.OfLayer(checkpoint, layer), source, List.of(), List.of(),
                Optional.empty());
    }
}

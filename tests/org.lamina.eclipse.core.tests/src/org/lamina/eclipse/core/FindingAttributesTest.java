package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Finding.Fix;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Severity;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;

class FindingAttributesTest {

    private static final String CHECKPOINT = "/home/user/net.pt";

    private static Finding finding(UnitOfAnalysis unit, String why) {
        return new Finding("dropout-rate", Severity.CRITICAL, "Dropout of 0.8 in drop", why,
                List.of("drop has p = 0.8", "it follows fc1"), "Use 0.2\nto 0.5.", "nn.Dropout(0.5)", 0.9,
                List.of(Evidence.SOURCE, Evidence.GRAPH), unit,
                Optional.of(new SourceLocation("/home/user/net.py", 21, 9, "")),
                List.of(new SourceLocation("C:\\my\tnets\\train.py", 12, 5, "loss = \"a\\tb\"\t# no")), List.of(),
                Optional.of(new Fix("Set p to 0.5", List.of(new TextEdit("/home/user/net.py", 40, 3, "0.5\n\t\\")))));
    }

    @Test
    void bringsBackAllThatAFindingSays() {
        Finding finding = finding(new UnitOfAnalysis.OfLayer(CHECKPOINT, "head.drop"), "It hides too much.");
        assertEquals(finding, FindingAttributes.read(FindingAttributes.write(finding), CHECKPOINT, finding.source()));
    }

    @Test
    void bringsBackWhatItIsAbout() {
        for (UnitOfAnalysis unit : List.of(new UnitOfAnalysis.OfModel(CHECKPOINT),
                new UnitOfAnalysis.OfTensor(CHECKPOINT, "fc1.weight"))) {
            Finding finding = finding(unit, "It hides too much.");
            assertEquals(unit,
                    FindingAttributes.read(FindingAttributes.write(finding), CHECKPOINT, Optional.empty()).unit());
        }
    }

    @Test
    void keepsWithinTheLimitOfAMarker() {
        Finding finding = finding(new UnitOfAnalysis.OfModel(CHECKPOINT), "\u20ac".repeat(100_000));
        String why = (String) FindingAttributes.write(finding).get(FindingMarkers.WHY);
        assertTrue(why.getBytes(StandardCharsets.UTF_8).length <= 65535);
    }

    @Test
    void makesSenseOfAttributesThatSomethingElseWrote() {
        Map<String, Object> attributes =
                Map.of("rule", "x", "confidence", "high", "related", "a\tb", "fix", "y\nz", "level", "Fatal");
        Finding finding = FindingAttributes.read(attributes, CHECKPOINT, Optional.empty());
        assertEquals(Severity.WARNING, finding.severity());
        assertTrue(Double.isNaN(finding.confidence()));
        assertEquals(List.of(), finding.related());
        assertEquals(Optional.empty(), finding.fix());
    }
}

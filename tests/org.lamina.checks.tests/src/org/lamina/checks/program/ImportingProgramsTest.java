package org.lamina.checks.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.model.Finding;
import org.lamina.model.Progress;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis.OfSource;

class ImportingProgramsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeTheModel() throws IOException {
        Files.createDirectory(folder.resolve("models"));
        Files.writeString(folder.resolve("models/net.py"), """
                from torch import nn

                class Net(nn.Module):
                    def __init__(self):
                        super().__init__()
                        self.hidden = nn.Linear(784, 64)
                        self.drop = nn.Dropout(0.95)
                        self.out = nn.Linear(64, 10)
                        self.soft = nn.Softmax(dim=1)

                    def forward(self, x):
                        return self.soft(self.out(self.drop(self.hidden(x).relu())))
                """);
    }

    @Test
    void marksInThisFileWhatBothHaveAPartIn() throws IOException {
        List<Finding> found = check("""
                import torch
                from torch import nn
                from models.net import Net

                model = Net()
                criterion = nn.CrossEntropyLoss()
                optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
                for x, y in loader:
                    optimizer.zero_grad()
                    criterion(model(x), y).backward()
                    optimizer.step()
                """);
        assertEquals(List.of("softmax-before-cross-entropy"), found.stream().map(Finding::rule).toList());
        assertEquals("criterion = nn.CrossEntropyLoss()", found.get(0).source().orElseThrow().text());
        assertEquals(List.of("self.soft = nn.Softmax(dim=1)"), found.get(0).related().stream()
                .map(place -> place.text()).toList());
        assertTrue(found.get(0).related().get(0).file().endsWith("/models/net.py"));
        assertTrue(found.get(0).fix().isEmpty());
    }

    @Test
    void saysNothingOfWhatIsWrongInTheOtherFileAlone() throws IOException {
        assertEquals(List.of(), check("from models.net import Net\nmodel = Net()\n"));
    }

    @Test
    void tellsWhatItAloneShowsInTheOtherFileWithThatFile() throws IOException {
        Path net = folder.resolve("models/net.py");
        Files.writeString(net, Files.readString(net).replace("def __init__(self)", "def __init__(self, rate)")
                .replace("0.95", "rate"));
        List<Finding> found = check("from models.net import Net\nmodel = Net(0.95)\n");
        assertEquals(List.of("dropout-rate"), found.stream().map(Finding::rule).toList());
        SourceLocation place = found.get(0).source().orElseThrow();
        assertEquals("self.drop = nn.Dropout(rate)", place.text());
        assertEquals(7, place.line());
        assertTrue(place.file().endsWith("/models/net.py"));
        assertEquals(new OfSource(place.file(), "drop in line 7"), found.get(0).unit());
        assertTrue(found.get(0).fix().isEmpty());
    }

    @Test
    void namesTheOtherFileWhereItTellsOfALineThere() throws IOException {
        Files.writeString(folder.resolve("steps.py"), """
                from torch import nn
                def renew(model):
                    model.out = nn.Linear(64, 3)
                """);
        List<Finding> found = check("""
                import torch
                from models.net import Net
                from steps import renew
                model = Net()
                optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
                renew(model)
                model(x).sum().backward()
                optimizer.step()
                """);
        assertEquals(List.of("optimizer-parameters"), found.stream().map(Finding::rule).toList());
        assertEquals(5, found.get(0).source().orElseThrow().line());
        assertTrue(found.get(0).context().get(0).startsWith("The layer of line 3 of steps.py is new"),
                found.get(0).context().get(0));
    }

    @Test
    void readsOtherFilesInTheEncodingThatTheyDeclare() throws IOException {
        Path net = folder.resolve("models/net.py");
        String text = "# -*- coding: latin-1 -*-\n" + Files.readString(net).replace("Net", "R\u00e9seau");
        Files.write(net, text.getBytes(StandardCharsets.ISO_8859_1));
        List<Finding> found = check("""
                import torch
                from torch import nn
                from models.net import R\u00e9seau
                model = R\u00e9seau()
                loss = nn.CrossEntropyLoss()(model(x), y)
                """);
        assertEquals(List.of("self.soft = nn.Softmax(dim=1)"), found.get(0).related().stream()
                .map(place -> place.text()).toList());
    }

    private List<Finding> check(String program) throws IOException {
        Path file = Files.writeString(folder.resolve("train.py"), program);
        return new ProgramChecks(Checks.builtin()).run(file.toString().replace('\\', '/'), program,
                RuleSettings.DEFAULTS, Progress.NONE);
    }
}

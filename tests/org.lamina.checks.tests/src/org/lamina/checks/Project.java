package org.lamina.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lamina.model.Finding;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.source.layers.LayerSources;
import org.lamina.source.project.DirectorySourceTree;

/** A folder with programs, in which models are checked. */
record Project(Path folder) {

    Project with(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        return this;
    }

    List<Finding> check(Model model) {
        LayerSources sources =
                LayerSources.resolve(model, new DirectorySourceTree(folder, Progress.NONE), Progress.NONE);
        String checkpoint = folder.resolve("net.pt").toString().replace('\\', '/');
        return Checks.builtin().run(CheckContext.of(checkpoint, model, sources), Progress.NONE);
    }

    List<Finding> check(Model model, String rule) {
        return check(model).stream().filter(finding -> finding.rule().equals(rule)).toList();
    }

    /** The place of a finding as {@code net.py:3}. */
    static String place(Finding finding) {
        return finding.source().map(source -> source.fileName() + ":" + source.line()).orElse("");
    }

    static List<String> places(List<Finding> findings) {
        return findings.stream().map(Project::place).toList();
    }

    /** The text of the line on which a finding's repair has been made. */
    String mended(Finding finding) throws IOException {
        TextEdit edit = finding.fix().orElseThrow().edits().get(0);
        String text = Files.readString(Path.of(edit.file()));
        String mended = text.substring(0, edit.offset()) + edit.text() + text.substring(edit.offset() + edit.length());
        int start = mended.lastIndexOf('\n', edit.offset()) + 1;
        return mended.substring(start, mended.indexOf('\n', edit.offset())).strip();
    }
}

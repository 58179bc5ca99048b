package org.lamina.engine.worker;

import java.nio.file.Path;
import java.util.Map;
import org.lamina.formats.torchscript.TorchScriptArchive;

/** TorchScript files with any forward method, made from the scripted demo model by replacing its code. */
final class ScriptedModel {

    private ScriptedModel() {
    }

    /**
     * Writes a model of the submodules of the demo model.
     *
     * @param parameters the parameters of forward behind self: {@code x: Tensor}
     * @param body the lines of forward, not indented
     */
    static Path write(Path file, String parameters, String body) throws Exception {
        try (TorchScriptArchive archive = TorchScriptArchive.open(TestEngine.demo("digits_scripted.pt"))) {
            String name = TorchScriptArchive.codeName(archive.rootType());
            String code = archive.code().get(name);
            int type = code.indexOf("class DigitsNet(Module)");
            int start = code.indexOf("  def forward(", type);
            int end = code.indexOf("\nclass ", start);
            String forward = "  def forward(self: " + archive.rootType() + ", " + parameters + ") -> Tensor:\n"
                    + body.indent(4);
            archive.copyTo(file, Map.of(name,
                    code.substring(0, start) + forward + (end < 0 ? "" : code.substring(end + 1))));
        }
        return file;
    }
}

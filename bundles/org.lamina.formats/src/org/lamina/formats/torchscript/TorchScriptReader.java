package org.lamina.formats.torchscript;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.FileHead;
import org.lamina.formats.InputShapes;
import org.lamina.formats.ShapedReader;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.pytorch.ArchiveHead;
import org.lamina.formats.pytorch.PyTorchArchive;
import org.lamina.formats.pytorch.PyTorchReader;
import org.lamina.formats.pytorch.TensorStorages;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/**
 * Reads TorchScript archives, traced and scripted; archives of PyTorch without code, which look alike in their first
 * bytes, are left to {@link PyTorchReader}. The shapes of inputs are not in such files; they are given by the
 * user, or taken from a {@code samples.safetensors} beside the file if there is one, with the batch axis unknown.
 */
public final class TorchScriptReader implements ShapedReader {

    @Override
    public String format() {
        return "TorchScript";
    }

    @Override
    public boolean match(FileHead head) {
        return ArchiveHead.matches(head) && ArchiveHead.seemsToHaveCode(head);
    }

    @Override
    public Checkpoint open(Path file, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> {
            PyTorchArchive archive = PyTorchArchive.in(bytes);
            return archive.hasCode() ? open(file, TorchScriptArchive.of(archive), shapes, progress)
                    : PyTorchReader.open(archive, progress);
        });
    }

    private Checkpoint open(Path file, TorchScriptArchive archive, InputShapes shapes, Progress progress)
            throws ModelFormatException, IOException {
        TensorStorages storages = archive.storages();
        ScriptProgram program = archive.program();
        ModuleTree tree = new ModuleTree(archive, program, storages);
        List<String> warnings = new ArrayList<>();
        if (!archive.hasDebugRecords()) {
            warnings.add("The file has no debug records; source lines are matched by name.");
        }
        if (archive.code().values().stream().anyMatch(code -> code.contains("ConstantMKLDNNTensor()"))) {
            warnings.add("PyTorch left out of the file the weights that torch.jit.optimize_for_inference had packed, "
                    + "and what reads them; save the model before it is optimised.");
        }
        Map<String, TensorInfo> samples = Samples.beside(file);
        ScriptedModel scripted = new ScriptedModel(archive, program, tree, storages, progress);
        Model model = scripted.read(samples, shapes, warnings);
        return new Checkpoint(file, format(), archive.producer(), "PyTorch", Optional.of(model), storages.source(),
                warnings);
    }
}

package org.lamina.source.following;

import java.util.List;
import java.util.function.Function;
import org.lamina.source.following.data.DataCalls;
import org.lamina.source.following.djl.DjlCalls;
import org.lamina.source.following.interpreter.CollectionMethods;
import org.lamina.source.following.interpreter.CommandLine;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.Library;
import org.lamina.source.following.interpreter.ModelMethods;
import org.lamina.source.following.interpreter.ObjectCalls;
import org.lamina.source.following.keras.KerasCalls;
import org.lamina.source.following.torch.TorchCalls;
import org.lamina.source.following.training.LoopSteps;
import org.lamina.source.java.JavaSource;
import org.lamina.source.program.ModuleTree;
import org.lamina.source.program.Program;
import org.lamina.source.project.ModuleFiles;
import org.lamina.source.python.PythonSource;

/** Reads programs. */
public final class Programs {

    private static final List<Function<Follower, Library>> JAVA = List.of(DjlCalls::new);
    private static final List<Function<Follower, Library>> PYTHON = List.of(LoopSteps::new, CommandLine::new,
            ObjectCalls::new, KerasCalls::new, TorchCalls::new, DataCalls::new, ModelMethods::new,
            CollectionMethods::new);

    private Programs() {
    }

    /**
     * What a program says of networks and their training. Never fails: what is not understood is left out.
     *
     * @param file its path, as locations shall name it; the ending tells the language
     * @param text its text; line ends may be of any kind
     * @param files what its imports may mean
     */
    public static Program read(String file, String text, ModuleFiles files) {
        if (file.endsWith(".java")) {
            return text.contains("ai.djl") ? read(JavaSource.parse(file, text), files) : Program.empty(file, text);
        }
        return file.endsWith(".py") ? read(PythonSource.parse(file, text), files) : Program.empty(file, text);
    }

    /** What a program says by itself, without the files that it imports. */
    public static Program read(String file, String text) {
        return read(file, text, ModuleFiles.NONE);
    }

    /** What a program says, with the files that it imports. */
    public static Program read(PythonSource source, ModuleFiles files) {
        Follower follower = follower(source, files);
        boolean toItsEnd = follower.follow();
        if (!toItsEnd && !follower.imports().sources().isEmpty()) {
            // where the way through all files is too long, what the program itself says counts more than they do
            return read(source);
        }
        return new Assembly(follower).program();
    }

    /** What a program says by itself. */
    public static Program read(PythonSource source) {
        return read(source, ModuleFiles.NONE);
    }

    /** The modules of PyTorch that a program makes, with all that they hold; bounded in number. */
    public static List<ModuleTree> modules(PythonSource source, ModuleFiles files) {
        Follower follower = follower(source, files);
        follower.follow();
        return ModuleTrees.of(follower);
    }

    private static Follower follower(PythonSource source, ModuleFiles files) {
        return new Follower(source, source.isJava() ? JAVA : PYTHON, files);
    }
}

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
     */
    public static Program read(String file, String text) {
        if (file.endsWith(".java")) {
            return text.contains("ai.djl") ? read(JavaSource.parse(file, text)) : Program.empty(file, text);
        }
        return file.endsWith(".py") ? read(PythonSource.parse(file, text)) : Program.empty(file, text);
    }

    /** What a program says. */
    public static Program read(PythonSource source) {
        return new Assembly(follow(source)).program();
    }

    /** The modules of PyTorch that a program makes, with all that they hold; bounded in number. */
    public static List<ModuleTree> modules(PythonSource source) {
        return ModuleTrees.of(follow(source).record());
    }

    private static Follower follow(PythonSource source) {
        Follower follower = new Follower(source, source.isJava() ? JAVA : PYTHON);
        follower.follow();
        return follower;
    }
}

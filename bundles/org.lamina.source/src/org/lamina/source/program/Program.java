package org.lamina.source.program;

import java.util.List;
import java.util.Optional;
import org.lamina.model.SourceLocation;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.TextRange;

/**
 * What is understood of a program. Immutable.
 *
 * @param file its path, as locations name it
 * @param text its text, with the texts of the files that it imports behind it; all ranges are ranges of it
 * @param networks the networks that it builds, in order
 * @param trainings how it trains them
 * @param optimizers all optimizers that it makes or names
 * @param loaded the samples that it loads from known data sets, as they are when loaded
 * @param task what for
 * @param unused layers that it makes and does not use
 * @param unregistered layers that its modules do not know as their own
 * @param untrained networks that compute while others are trained, and that no optimizer is given
 * @param frozen networks that are trained though no weight of them can change
 * @param fittings the samples that its scalers learn from, in order
 * @param code its statements, with those of the files of its project that it imports and that were read with it
 */
public record Program(String file, String text, List<Network> networks, List<Training> trainings,
        List<Optimizer> optimizers, List<Data> loaded, Task task, List<Unused> unused,
        List<Unregistered> unregistered, List<Untrained> untrained, List<Frozen> frozen,
        List<Fitting> fittings, Code code) {

    public Program {
        networks = List.copyOf(networks);
        trainings = List.copyOf(trainings);
        optimizers = List.copyOf(optimizers);
        loaded = List.copyOf(loaded);
        unused = List.copyOf(unused);
        unregistered = List.copyOf(unregistered);
        untrained = List.copyOf(untrained);
        frozen = List.copyOf(frozen);
        fittings = List.copyOf(fittings);
    }

    /** A program of which is not known what it makes in vain. */
    public Program(String file, String text, List<Network> networks, List<Training> trainings,
            List<Optimizer> optimizers, List<Data> loaded, Task task) {
        this(file, text, networks, trainings, optimizers, loaded, task, List.of(), List.of(), List.of(),
                List.of(), List.of(), new Code(List.of()));
    }

    /** A program that is not about networks. */
    public static Program empty(String file, String text) {
        return new Program(file, text, List.of(), List.of(), List.of(), List.of(), Task.UNKNOWN);
    }

    /** The files that it imports and that were read with it. */
    public List<PythonSource> imported() {
        return code.imported();
    }

    /** The network that a training trains. */
    public Optional<Network> network(Training training) {
        return training.network().map(networks::get);
    }

    /** The place where a range starts, with the text of its line. */
    public SourceLocation location(TextRange range) {
        Optional<PythonSource> other = imported().stream().filter(source -> source.holds(range)).findFirst();
        if (other.isPresent()) {
            return other.get().location(range);
        }
        int start = range.offset() - range.column() + 1;
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return new SourceLocation(file, range.line(), range.column(), text.substring(start, end).strip());
    }

    /** Whether what begins at this offset of the text is of the program's own file, and not of one that it imports. */
    public boolean isOwn(int offset) {
        return imported().isEmpty() || offset < imported().get(0).origin();
    }

    /** The text of its own file. */
    public String ownText() {
        return imported().isEmpty() ? text : text.substring(0, imported().get(0).origin() - 1);
    }

    /** The text in a range. */
    public String text(TextRange range) {
        return text.substring(range.offset(), range.end());
    }
}

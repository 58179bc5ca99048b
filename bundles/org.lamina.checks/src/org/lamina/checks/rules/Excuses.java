package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lamina.source.program.Data.Trait;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Program;
import org.lamina.source.program.Training;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;

/** Reasons that a program has for what would be a fault in one that trains a network to use it. */
final class Excuses {

    private static final Pattern TESTS = Pattern.compile("test(_|[A-Z]).*");
    private static final String TEST_CASE = "TestCase";
    private static final String JAVA_TEST = "@Test";
    private static final Pattern NOISE = Pattern.compile("torch\\.rand(n|_like|n_like)?");
    /** Functions that hold the numbers of two computations against each other. */
    private static final Set<String> COMPARING = Set.of("assert_allclose", "assert_almost_equal",
            "assert_array_almost_equal", "assertAllClose", "assert_close");

    private final Program program;
    /** What holds whatever is looked at; null until it is asked for, since it takes reading all of the text. */
    private Optional<String> ofAll;

    Excuses(Program program) {
        this.program = program;
    }

    /**
     * Why what is wrong here may not matter, in a sentence.
     *
     * @param training the training that is looked at; empty for the program as a whole
     */
    Optional<String> of(Optional<Training> training) {
        List<Fit> fits = training.map(List::of).orElseGet(program::trainings).stream()
                .flatMap(one -> one.fits().stream()).toList();
        if (!fits.isEmpty() && fits.stream().allMatch(Fit::isOfNoise)) {
            return Optional.of("The program trains on random numbers alone, as if to show something else.");
        } else if (isShown(fits)) {
            return Optional.of("The notebook trains on a few samples that are written in it, as if to show something "
                    + "else.");
        } else if (isOnlyEvaluated(training)) {
            return Optional.of("This model is compiled here and not trained, unlike others of the program.");
        }
        if (ofAll == null) {
            ofAll = ofProgram();
        }
        return ofAll;
    }

    private Optional<String> ofProgram() {
        if (isTest()) {
            return Optional.of("The file holds unit tests, whose models are made to test with.");
        } else if (own().flatMap(PythonSource::calls).anyMatch(call -> COMPARING.contains(call.name()))) {
            return Optional.of("The program holds numbers against each other, as tests do, and may not be after a good "
                    + "network.");
        }
        return isTried() ? Optional.of(
                "The program trains nothing and gives the model random numbers, as if to show something else.")
                : Optional.empty();
    }

    /** Whether it has tests, and the name of the file or of its folder says so. */
    private boolean isTest() {
        String path = program.file().replace('\\', '/');
        boolean named = path.substring(path.lastIndexOf('/') + 1).matches("test_.*\\.py|.*_test\\.py|.*Tests?\\.java");
        return named && (hasFramework() || own().flatMap(PythonSource::functions)
                .anyMatch(function -> TESTS.matcher(function.name()).matches())
                || own().anyMatch(PythonSource::isJava) && program.ownText().contains(JAVA_TEST))
                || path.matches("(.*/)?tests?/.*") && hasFramework();
    }

    /** Whether it imports what runs tests, or has a class that is one. */
    private boolean hasFramework() {
        return own().flatMap(PythonSource::imports).flatMap(one -> one.names().values().stream())
                .anyMatch(name -> name.matches("(unittest|pytest)(\\..*)?"))
                || own().flatMap(source -> source.classes().stream()).flatMap(type -> type.bases().stream())
                        .flatMap(base -> base.dotted().stream()).anyMatch(base -> base.endsWith(TEST_CASE));
    }

    /** The file itself, without those that it imports. */
    private Stream<PythonSource> own() {
        return program.code().files().stream().limit(1);
    }

    /** Whether it has no optimizer and makes random samples at its top, outside of functions and tests of a module. */
    private boolean isTried() {
        return program.optimizers().isEmpty() && program.trainings().stream().flatMap(one -> one.fits().stream())
                .allMatch(fit -> fit.input().traits().contains(Trait.MADE_UP))
                && own().flatMap(source -> source.statements().stream()).anyMatch(this::isNoise);
    }

    private boolean isNoise(Statement statement) {
        return statement instanceof Assignment made && made.value() instanceof Call call
                && program.code().qualify(call.callee()).filter(name -> NOISE.matcher(name).matches()).isPresent();
    }

    /** Whether the training that is looked at has no call that trains, while others of the program have. */
    private boolean isOnlyEvaluated(Optional<Training> training) {
        boolean never = training.filter(one -> one.fits().isEmpty() && one.events().isEmpty()).isPresent();
        List<Training> others = program.trainings().stream().filter(one -> !one.fits().isEmpty()).toList();
        return never && !others.isEmpty() && others.stream().noneMatch(one -> one.losses().isEmpty());
    }

    /** Whether it is a notebook, where text and results stand around the code, with samples that are written out. */
    private boolean isShown(List<Fit> fits) {
        return program.file().endsWith(".ipynb") && !fits.isEmpty()
                && fits.stream().allMatch(fit -> isWritten(fit.input()) || isWritten(fit.labels()));
    }

    private static boolean isWritten(Data data) {
        return data.origin().startsWith("written at");
    }
}

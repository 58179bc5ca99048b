package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lamina.source.program.Data.Trait;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Program;
import org.lamina.source.program.Training;

/** Reasons that a program has for what would be a fault in one that trains a network to use it. */
final class Excuses {

    private static final Pattern TESTS = Pattern.compile(
            "(?m)^\\s*def test(_|[A-Z])|@Test\\b|^\\s*import unittest|TestCase\\b");
    /** What says so in a file of any name. */
    private static final Pattern FRAMEWORK = Pattern.compile("(?m)^\\s*(import|from) (unittest|pytest)\\b|TestCase\\b");
    private static final Pattern TRIED = Pattern.compile("(?m)^(\\s*\")?\\w+ = torch\\.rand(n|_like|n_like)?\\(");
    /** Numbers of two computations are held against each other. */
    private static final Pattern COMPARED = Pattern.compile("\\bassert_(allclose|almost_equal|array_almost_equal)\\("
            + "|\\bassertAllClose\\(|torch\\.testing\\.assert_close\\(");

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
        } else if (COMPARED.matcher(program.ownText()).find()) {
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
        return named && TESTS.matcher(program.ownText()).find()
                || path.matches("(.*/)?tests?/.*") && FRAMEWORK.matcher(program.ownText()).find();
    }

    /** Whether it has no optimizer and makes random samples at its top, outside of functions and tests of a module. */
    private boolean isTried() {
        return program.optimizers().isEmpty() && program.trainings().stream().flatMap(one -> one.fits().stream())
                .allMatch(fit -> fit.input().traits().contains(Trait.MADE_UP))
                && TRIED.matcher(program.ownText()).find();
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

package org.lamina.checks.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Transforms of images that differ between training and validation, or change validation samples at random. */
final class TransformsDiffer extends ProgramCheck {

    private static final String NORMALIZE = "Normalize";
    /** Transforms that change each sample at random, beside those whose names say so. */
    private static final Set<String> RANDOM = Set.of("ColorJitter", "AutoAugment", "RandAugment", "TrivialAugmentWide",
            "AugMix", "ElasticTransform");

    TransformsDiffer() {
        super("preparation-differs");
    }

    @Override
    void look(Training training, Look look) {
        for (Fit fit : training.fits()) {
            Optional<Setting> trained = fit.argument(Fit.TRANSFORM);
            Optional<Setting> validated = fit.argument(Fit.VALIDATION_TRANSFORM);
            if (trained.isPresent() && validated.isPresent()) {
                differ(trained.get(), validated.get(), look);
                random(trained.get(), validated.get(), look);
            }
        }
    }

    private static List<String> names(Setting transform) {
        return transform.value().map(value -> ((List<?>) value).stream().map(String::valueOf).toList())
                .orElse(List.of());
    }

    private static void differ(Setting trained, Setting validated, Look look) {
        boolean missing = names(trained).contains(NORMALIZE) && !names(validated).contains(NORMALIZE);
        boolean added = !names(trained).contains(NORMALIZE) && names(validated).contains(NORMALIZE);
        if (!missing && !added) {
            return;
        }
        TextRange place = validated.range().orElseThrow();
        TextRange other = trained.range().orElseThrow();
        FindingBuilder finding = look.finding("transforms of validation", place, "Validation images are "
                + (missing ? "not normalised as training images are" : "normalised, training images are not"))
                .confidence(0.9).context("The transforms of " + look.place(other) + " for training "
                        + (missing ? "have a Normalize" : "have no Normalize") + "; these " + (missing ? "lack it."
                                : "have one."))
                .related(look.program(), other);
        List<TextRange> from = elements(missing ? other : place, look);
        List<TextRange> to = elements(missing ? place : other, look);
        int at = names(missing ? trained : validated).indexOf(NORMALIZE);
        if (!to.isEmpty() && at < from.size() && from.size() == names(missing ? trained : validated).size()) {
            TextRange last = to.get(to.size() - 1);
            finding.fix("Normalise " + (missing ? "validation" : "training") + " images too", look.program(),
                    new TextRange(last.end(), 0, last.line(), last.column()),
                    ", " + look.program().text(from.get(at)));
        }
        look.raise(place, finding);
    }

    private static void random(Setting trained, Setting validated, Look look) {
        List<String> names = names(validated);
        Optional<String> first = names.stream().filter(name -> name.startsWith("Random") || RANDOM.contains(name))
                .findFirst();
        if (first.isEmpty()) {
            return;
        }
        TextRange place = validated.range().orElseThrow();
        boolean same = validated.equals(trained);
        List<TextRange> elements = elements(place, look);
        TextRange marked = !same && elements.size() == names.size() ? elements.get(names.indexOf(first.get())) : place;
        FindingBuilder finding = look.finding("random transforms of validation", marked,
                "Validation images are changed at random by " + first.get()).severity(Severity.WARNING).confidence(0.7)
                .context(same ? "Training and validation share these transforms."
                        : first.get() + " is among the transforms of the images that the network is validated with.")
                .why("A random change makes samples harder and results differ from one validation to the next. It "
                        + "serves training, where it keeps a network from learning samples by heart.")
                .advice("Give validation images transforms of their own, without random ones.");
        if (!same && elements.size() == names.size()) {
            int index = names.indexOf(first.get());
            int start = index == 0 ? marked.offset() : elements.get(index - 1).end();
            int end = index == 0 && elements.size() > 1 ? elements.get(1).offset() : marked.end();
            finding.fix("Take " + first.get() + " out", look.program(),
                    new TextRange(start, end - start, marked.line(), marked.column()), "");
        }
        look.raise(marked, finding);
    }

    /** The elements of the list that a call is written with, as far as they can be told apart by commas. */
    private static List<TextRange> elements(TextRange call, Look look) {
        String text = look.program().text(call);
        List<TextRange> elements = new ArrayList<>();
        int depth = 0;
        int start = text.indexOf('[') + 1;
        for (int i = start; i > 0 && i < text.length() && depth >= 0; i++) {
            char c = text.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth < 0 || depth == 0 && c == ',') {
                String element = text.substring(start, i);
                if (!element.isBlank()) {
                    int from = start + element.length() - element.stripLeading().length();
                    long lines = text.substring(0, from).chars().filter(each -> each == '\n').count();
                    int column = lines == 0 ? call.column() + from : from - text.lastIndexOf('\n', from);
                    elements.add(new TextRange(call.offset() + from, element.strip().length(),
                            call.line() + (int) lines, column));
                }
                start = i + 1;
            }
        }
        return elements;
    }
}

package org.lamina.ui.preferences;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.source.program.Task;

/**
 * What a page of settings shows: whether programs are checked by themselves, for a project what its networks are for,
 * and the rules. On the page of a project, what is left open says what the workspace has chosen.
 */
final class ChecksArea {

    private final Composite control;
    private final boolean ofProject;
    private final OneOf<Boolean> whenSaved;
    private final Optional<OneOf<String>> input;
    private final Optional<OneOf<String>> output;
    private final RuleChoices choices;
    private final RuleChooser rules;

    /**
     * @param workspace the settings of the workspace, on the page of a project
     * @param problems told what is wrong with what was typed, or that nothing is
     */
    ChecksArea(Composite parent, Optional<CheckSettings> workspace, Consumer<Optional<String>> problems) {
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(control);
        ofProject = workspace.isPresent();
        Composite general = new Composite(control, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(general);
        whenSaved = new OneOf<>(general, Messages.ChecksPage_onSave, workspace.map(settings -> NLS.bind(
                Messages.ChecksPage_inherited, yesOrNo(settings.onSave()))), List.of(true, false), ChecksArea::yesOrNo);
        input = workspace.map(settings -> kinds(general, Messages.ChecksPage_input, Task.INPUT_KINDS));
        output = workspace.map(settings -> kinds(general, Messages.ChecksPage_output, Task.OUTPUT_KINDS));
        choices = new RuleChoices(workspace.map(CheckSettings::rules));
        rules = new RuleChooser(control, LaminaCore.rules(), choices, problems);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(rules.control());
    }

    private static String yesOrNo(boolean chosen) {
        return chosen ? Messages.ChecksPage_yes : Messages.ChecksPage_no;
    }

    private static OneOf<String> kinds(Composite parent, String label, Collection<String> kinds) {
        return new OneOf<>(parent, label, Optional.of(Messages.ChecksPage_undeclared), kinds.stream().sorted().toList(),
                Function.identity());
    }

    Control control() {
        return control;
    }

    /** Shows settings. */
    void show(CheckSettings settings) {
        whenSaved.show(ofProject ? settings.whenSaved() : Optional.of(settings.onSave()));
        Task task = settings.rules().task();
        input.ifPresent(kind -> kind.show(Optional.of(task.inputKind()).filter(name -> !name.isEmpty())));
        output.ifPresent(kind -> kind.show(Optional.of(task.outputKind()).filter(name -> !name.isEmpty())));
        choices.set(settings.rules());
        rules.refresh();
    }

    /** Shows one rule, by its id. */
    void select(String rule) {
        rules.select(rule);
    }

    /** The settings as they are shown now. */
    CheckSettings settings() {
        return new CheckSettings(choices.settings().with(task()), whenSaved.value());
    }

    private Task task() {
        String inputKind = input.flatMap(OneOf::value).orElse("");
        String outputKind = output.flatMap(OneOf::value).orElse("");
        return inputKind.isEmpty() && outputKind.isEmpty() ? Task.UNKNOWN : new Task(inputKind, outputKind, true);
    }
}

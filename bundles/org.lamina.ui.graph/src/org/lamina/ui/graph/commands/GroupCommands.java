package org.lamina.ui.graph.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.DrawnPart;
import org.lamina.figure.DrawnType;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.GroupPaths;
import org.lamina.figure.Grouping;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.TypeStyle;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.SceneNode;
import org.lamina.model.Outcome;
import org.lamina.ui.UiQueue;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.Style;
import org.lamina.ui.graph.canvas.Drawn;

/** What the commands on groups and types do with the glyphs that are selected in one editor. */
final class GroupCommands {

    private final ArchitectureEditor editor;
    private final OpenedModel opened;
    private final Drawn drawn;
    private final List<SceneNode> selected;

    private GroupCommands(ArchitectureEditor editor, OpenedModel opened, Drawn drawn) {
        this.editor = editor;
        this.opened = opened;
        this.drawn = drawn;
        this.selected = editor.canvas().nodes();
    }

    /** The commands for what is selected; tells that they are for the glyph style where that is not shown. */
    static Optional<GroupCommands> of(ArchitectureEditor editor) {
        if (editor.style() != Style.GLYPHS) {
            tell(editor, Messages.GroupCommands_style);
            return Optional.empty();
        }
        return editor.opened().flatMap(model -> editor.canvas().drawn()
                .map(shown -> new GroupCommands(editor, model, shown)));
    }

    /**
     * Makes one glyph of the layers that are selected, if they can be one, and where people want it also of those at
     * all other places that are made in the same way.
     */
    void group() {
        List<ManualGroup> groups = new ArrayList<>(held());
        groups.add(new ManualGroup(freeName(), paths(layers(withBars()))));
        UiQueue queue = new UiQueue(editor.canvas().control());
        new GroupCheck(opened.model(), options(), groups, outcome -> queue.later(() -> checked(groups, outcome)))
                .schedule();
    }

    /** The groups among what is selected that were made by themselves, which stay groups inside the new one. */
    private List<ManualGroup> held() {
        return selected.stream().filter(node -> isGroup(node) && drawn.parts().get(node.id()).repeats() == 1
                && manual(node).isEmpty()).map(node -> new ManualGroup(type(node).flatMap(DrawnType::group)
                        .orElseThrow(), paths(layers(List.of(node))))).toList();
    }

    private List<String> paths(List<String> layers) {
        return GroupPaths.of(opened.model(), layers, drawn.boxOf().keySet());
    }

    /** What is selected, and what stands in the same glyphs. */
    private List<SceneNode> withBars() {
        Set<String> glyphs = selected.stream().flatMap(node -> Optional.ofNullable(drawn.parts().get(node.id()))
                .stream()).map(DrawnPart::glyph).collect(Collectors.toSet());
        return drawn.parts().entrySet().stream().filter(entry -> glyphs.contains(entry.getValue().glyph()))
                .flatMap(entry -> drawn.index().node(entry.getKey()).stream()).toList();
    }

    private void checked(List<ManualGroup> groups, Outcome<GroupCheck.Answer> outcome) {
        if (outcome instanceof Outcome.Done<GroupCheck.Answer> done) {
            GroupCheck.Answer answer = done.value();
            answer.problem().ifPresentOrElse(problem -> tell(editor, problem), () -> new GroupDialog(
                    editor.getSite().getShell(), Messages.GroupCommands_group, groups.get(groups.size() - 1).name(),
                    Optional.empty(), answer.elsewhere().size(), this::isLayerType,
                    wish -> add(groups, wish.everywhere() ? answer.elsewhere() : List.of(), wish)).open());
        }
    }

    private void add(List<ManualGroup> groups, List<List<ManualGroup>> elsewhere, GroupDialog.Wish wish) {
        editor.change(Messages.GroupCommands_group, figure -> {
            List<ManualGroup> all = new ArrayList<>(figure.options().grouping().manual());
            all.addAll(named(groups, wish.name()));
            elsewhere.forEach(place -> all.addAll(named(place.stream()
                    .map(group -> new ManualGroup(group.name(), paths(group.layers()))).toList(), wish.name())));
            return styled(manual(figure, all), wish.name(), style -> colored(style, wish.color()));
        });
    }

    /** The same groups, the last of them under another name. */
    private static List<ManualGroup> named(List<ManualGroup> groups, String name) {
        List<ManualGroup> named = new ArrayList<>(groups);
        named.add(new ManualGroup(name, named.remove(named.size() - 1).layers()));
        return named;
    }

    private String freeName() {
        Set<String> names = drawn.types().stream().map(DrawnType::type).collect(Collectors.toSet());
        int number = 1;
        while (names.contains(NLS.bind(Messages.GroupCommands_name, number))) {
            number++;
        }
        return NLS.bind(Messages.GroupCommands_name, number);
    }

    private boolean isLayerType(String name) {
        return drawn.types().stream().anyMatch(type -> type.group().isEmpty() && type.type().equals(name));
    }

    /** Takes groups back, wherever there are groups of the same name. */
    void ungroup() {
        List<SceneNode> groups = selected.stream().filter(this::isGroup).toList();
        if (groups.isEmpty()) {
            tell(editor, Messages.GroupCommands_noGroup);
            return;
        }
        editor.change(Messages.GroupCommands_ungroup, figure -> {
            Grouping grouping = figure.options().grouping();
            for (SceneNode node : groups) {
                grouping = without(grouping, node);
            }
            return figure.with(figure.options().withGrouping(grouping), figure.page());
        });
    }

    private Grouping without(Grouping grouping, SceneNode node) {
        String name = type(node).flatMap(DrawnType::group).orElseThrow();
        return manual(node).isEmpty() ? grouping.without(name)
                : grouping.withManual(grouping.manual().stream().filter(group -> !group.name().equals(name)).toList());
    }

    private boolean isGroup(SceneNode node) {
        return type(node).flatMap(DrawnType::group).isPresent();
    }

    /** The group of the preferences that a node shows; empty if it was made by itself or is none. */
    private Optional<ManualGroup> manual(SceneNode node) {
        return isGroup(node) ? GroupPaths.groupOf(options().grouping(), layers(List.of(node)),
                drawn.boxOf().keySet()) : Optional.empty();
    }

    /** Asks for another name and colour of the group or type that is selected. */
    void rename() {
        Optional<SceneNode> node = selected.stream().filter(each -> type(each).isPresent()).findFirst();
        if (node.isEmpty()) {
            tell(editor, Messages.GroupCommands_noType);
            return;
        }
        DrawnType type = type(node.get()).orElseThrow();
        Optional<ManualGroup> manual = manual(node.get());
        new GroupDialog(editor.getSite().getShell(), Messages.GroupCommands_rename,
                manual.map(ManualGroup::name).orElse(type.name()), options().type(type.type()).color(), 0,
                name -> manual.isPresent() && isLayerType(name), wish -> rename(type, manual, wish)).open();
    }

    private void rename(DrawnType type, Optional<ManualGroup> manual, GroupDialog.Wish wish) {
        editor.change(Messages.GroupCommands_rename, figure -> {
            if (manual.isEmpty()) {
                Optional<String> alias = wish.name().equals(type.name()) ? figure.options().type(type.type()).alias()
                        : Optional.of(wish.name());
                return styled(figure, type.type(), style -> new TypeStyle(alias, wish.color(), style.texture(),
                        style.hidden(), style.dense()));
            }
            List<ManualGroup> all = figure.options().grouping().manual().stream()
                    .map(group -> group.name().equals(manual.get().name())
                            ? new ManualGroup(wish.name(), group.layers()) : group).toList();
            Optional<TypeStyle> old = Optional.ofNullable(figure.options().types().get(type.type()));
            return styled(manual(figure, all), wish.name(), style -> colored(old.orElse(style), wish.color()));
        });
    }

    /** Leaves the types of what is selected out of the figure. */
    void hideTypes() {
        Set<String> types = new LinkedHashSet<>();
        selected.stream().flatMap(node -> type(node).stream()).filter(type -> type.group().isEmpty())
                .forEach(type -> types.add(type.type()));
        if (types.isEmpty()) {
            tell(editor, Messages.GroupCommands_noLayer);
            return;
        }
        editor.change(NLS.bind(Messages.GroupCommands_hide, String.join(", ", types)), figure -> figure
                .with(figure.options().withHidden(figure.options().hiddenKinds(), types), figure.page()));
    }

    /** Groups by themselves what can be grouped in one way. */
    void groupAll(Grouping.Mode mode) {
        editor.change(Messages.GroupCommands_all, figure -> figure
                .with(figure.options().withGrouping(figure.options().grouping().withMode(mode)), figure.page()));
    }

    private Optional<DrawnType> type(SceneNode node) {
        return Optional.ofNullable(drawn.parts().get(node.id())).map(DrawnPart::type);
    }

    /** The layers that nodes stand for. */
    private List<String> layers(List<SceneNode> nodes) {
        Set<String> ids = nodes.stream().map(SceneNode::id).collect(Collectors.toSet());
        return drawn.boxOf().entrySet().stream().filter(entry -> ids.contains(entry.getValue()))
                .map(Map.Entry::getKey).toList();
    }

    private GlyphOptions options() {
        return editor.figure().preferences().options();
    }

    private static FigurePreferences manual(FigurePreferences figure, List<ManualGroup> groups) {
        GlyphOptions options = figure.options();
        return figure.with(options.withGrouping(options.grouping().withManual(groups)), figure.page());
    }

    private static FigurePreferences styled(FigurePreferences figure, String type, UnaryOperator<TypeStyle> change) {
        Map<String, TypeStyle> types = new HashMap<>(figure.options().types());
        TypeStyle style = change.apply(figure.options().type(type));
        if (style.equals(TypeStyle.USUAL)) {
            types.remove(type);
        } else {
            types.put(type, style);
        }
        return figure.with(figure.options().withTypes(types), figure.page());
    }

    private static TypeStyle colored(TypeStyle style, Optional<Rgb> color) {
        return new TypeStyle(style.alias(), color, style.texture(), style.hidden(), style.dense());
    }

    private static void tell(ArchitectureEditor editor, String problem) {
        MessageDialog dialog = new MessageDialog(editor.getSite().getShell(), Messages.GroupCommands_title, null,
                problem, MessageDialog.INFORMATION, 0, IDialogConstants.OK_LABEL);
        dialog.setBlockOnOpen(false);
        dialog.open();
    }
}

package org.lamina.ui.experiments;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.IToolTipProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Image;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.experiments.CheckpointEntry;
import org.lamina.ui.Icon;
import org.lamina.ui.TextColor;
import org.lamina.ui.experiments.Item.CheckpointItem;
import org.lamina.ui.experiments.Item.ExperimentItem;
import org.lamina.ui.experiments.Item.ModelItem;

/** The texts of the tree: names in black, what else is worth knowing in grey. */
final class ItemLabels extends LabelProvider implements IStyledLabelProvider, IToolTipProvider {

    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withZone(ZoneId.systemDefault());

    private final IPath workspace = Platform.getLocation();

    @Override
    public StyledString getStyledText(Object element) {
        if (element instanceof ExperimentItem item) {
            return text(item.experiment().name(), where(item));
        } else if (element instanceof ModelItem item) {
            int count = item.model().checkpoints().size();
            return text(item.model().name(),
                    count == 1 ? Messages.ItemLabels_checkpoint : NLS.bind(Messages.ItemLabels_checkpoints, count));
        } else if (element instanceof CheckpointItem item) {
            CheckpointEntry entry = item.entry();
            return new StyledString(entry.file().getFileName().toString())
                    .append(findings(entry), TextColor.COUNT.styler())
                    .append("  " + facts(entry), TextColor.MUTED.styler());
        }
        return new StyledString(String.valueOf(element));
    }

    @Override
    public String getText(Object element) {
        return getStyledText(element).getString();
    }

    @Override
    public String getToolTipText(Object element) {
        return element instanceof CheckpointItem item ? item.entry().file() + "\n" + facts(item.entry()) : null;
    }

    @Override
    public Image getImage(Object element) {
        return element instanceof ExperimentItem ? Icon.EXPERIMENT.image()
                : element instanceof ModelItem ? Icon.MODEL.image() : Icon.CHECKPOINT.image();
    }

    private String where(ExperimentItem item) {
        IPath directory = IPath.fromPath(item.experiment().directory());
        String where = workspace.isPrefixOf(directory) ? directory.makeRelativeTo(workspace).toString()
                : directory.toOSString();
        return where.equals(item.experiment().name()) ? "" : where;
    }

    private static String facts(CheckpointEntry entry) {
        return NLS.bind(Messages.ItemLabels_facts,
                new Object[] {entry.format(), size(entry.bytes()), DATE.format(entry.modified().toInstant())});
    }

    private static String findings(CheckpointEntry entry) {
        int count = LaminaCore.checkpoints().opened(entry.file()).map(model -> model.findings().size()).orElse(0);
        return count == 0 ? ""
                : "  " + (count == 1 ? Messages.ItemLabels_finding : NLS.bind(Messages.ItemLabels_findings, count));
    }

    private static StyledString text(String name, String facts) {
        StyledString text = new StyledString(name);
        return facts.isEmpty() ? text : text.append("  " + facts, TextColor.MUTED.styler());
    }

    /** A size for people, with a decimal where it has less than two digits: {@code 158 kB}, {@code 1.2 GB}. */
    static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(unit == 0 || value >= 9.95 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}

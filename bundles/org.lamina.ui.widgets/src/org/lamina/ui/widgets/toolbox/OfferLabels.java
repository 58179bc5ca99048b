package org.lamina.ui.widgets.toolbox;

import org.eclipse.jface.viewers.StyledCellLabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.ViewerCell;
import org.eclipse.osgi.util.NLS;
import org.lamina.ui.Icon;
import org.lamina.ui.TextColor;
import org.lamina.ui.widgets.Icons;
import org.lamina.ui.widgets.Messages;

/** How the toolbox writes groups and tools: a tool that can't be applied is muted and followed by the reason. */
final class OfferLabels extends StyledCellLabelProvider {

    private static final String DASH = " \u2013 ";

    @Override
    public void update(ViewerCell cell) {
        StyledString text = new StyledString();
        if (cell.getElement() instanceof Offers.Kind group) {
            text.append(NLS.bind(Messages.OfferLabels_group, group.kind().plural()));
            cell.setImage(Icon.LAYER.image());
        } else if (cell.getElement() instanceof Offer offer) {
            text.append(offer.tool().label(), offer.isAvailable() ? null : TextColor.MUTED.styler());
            offer.obstacle().ifPresent(reason -> text.append(DASH + reason, TextColor.MUTED.styler()));
            cell.setImage(Icons.TOOL.image());
        }
        cell.setText(text.getString());
        cell.setStyleRanges(text.getStyleRanges());
    }

    @Override
    public String getToolTipText(Object element) {
        return element instanceof Offer offer ? offer.sentence() : null;
    }
}

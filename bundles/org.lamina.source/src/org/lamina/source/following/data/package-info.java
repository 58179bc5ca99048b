/** How programs load and prepare data: NumPy, pandas, scikit-learn, torchvision, data sets and loaders. */
package org.lamina.source.following.data;

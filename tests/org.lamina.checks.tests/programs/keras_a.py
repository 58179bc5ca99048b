"""A small image classifier with three faults: dropout, softmax, normalisation."""
from tensorflow import keras
from tensorflow.keras import layers

(images, labels), (test_images, test_labels) = keras.datasets.cifar10.load_data()  # fault: input-range

classifier = keras.Sequential([
    keras.Input(shape=(32, 32, 3)),
    layers.Conv2D(32, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(64, 3, padding="same", activation="relu"),
    layers.Flatten(),
    layers.Dense(96, activation="relu"),
    layers.Dropout(0.8),  # fault: dropout-rate
    layers.Dense(10),  # fault: softmax-before-cross-entropy
])
classifier.compile(
    optimizer=keras.optimizers.Adam(),
    loss=keras.losses.SparseCategoricalCrossentropy(),
    metrics=["accuracy"],
)
classifier.fit(images, labels, batch_size=64, epochs=10, validation_split=0.1)
print(classifier.evaluate(test_images, test_labels))

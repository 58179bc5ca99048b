"""A small image classifier with three faults: learning rate, activations, validation data."""
from tensorflow import keras
from tensorflow.keras import layers

(images, labels), (test_images, test_labels) = keras.datasets.cifar10.load_data()
images = images / 255.0
test_images = test_images / 255.0

classifier = keras.Sequential([
    keras.Input(shape=(32, 32, 3)),
    layers.Conv2D(32, 3, padding="same"),  # fault: missing-nonlinearity
    layers.Conv2D(64, 3, padding="same"),  # fault: missing-nonlinearity
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(96),  # fault: missing-nonlinearity
    layers.Dropout(0.2),
    layers.Dense(10),
])
classifier.compile(
    optimizer=keras.optimizers.Adam(learning_rate=-1e3),  # fault: learning-rate
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
classifier.fit(
    images,
    labels,
    batch_size=64,
    epochs=10,
    validation_data=(images[:100], labels[:100]),  # fault: validation-overlap
)
print(classifier.evaluate(test_images, test_labels))

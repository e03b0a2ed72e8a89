"""Made-up names: companies from two words, people from short lists; nobody real is meant."""


def _words(text: str) -> tuple[str, ...]:
    """Split a text into its words."""
    return tuple(text.split())


FIRST_WORDS = _words(
    """
    Andes Aurora Austral Bahía Barranco Boreal Brisa Cactus Caleta Cálamo Camino Cantera
    Cauce Cedro Cerro Cima Cobalto Colina Cóndor Coral Cordillera Costa Cumbre Delta Duna
    Encina Espiga Estero Faena Fénix Fuente Granito Guanaco Horizonte Huerta Iguana Isla
    Jacarandá Laguna Lino Litoral Llano Loma Lucero Manantial Marea Mirador Molino Nevado
    Norte Olivo Oriente Pacífico Pampa Peñón Pino Planicie Puerto Quebrada Quillay Raulí
    Ribera Roble Salar Sauce Sierra Trigal Umbral Valle Vertiente
    """
)
SECOND_WORDS = _words(
    """
    Abarrotes Acero Agrícola Alimentos Bebidas Bodegas Cargo Cerámicas Clínica Comercial
    Conservas Construcciones Cosechas Distribución Droguería Electro Envases Equipos
    Farmacia Ferretería Frutas Granos Herramientas Hogar Importaciones Insumos Jardín
    Laboratorio Lácteos Logística Maderas Maquinaria Materiales Mayorista Moda Muebles Obras
    Óptica Panificadora Papeles Pinturas Repuestos Salud Semillas Servicios Suministros
    Textil Transportes Vidrios Viveros
    """
)
GIVEN_NAMES = _words(
    """
    Adriana Agustín Alejandra Amparo Andrea Antonia Arturo Aurelio Beatriz Benjamín Carla
    Catalina Cecilia César Claudia Consuelo Cristóbal Damián Daniela Elena Emilio Esteban
    Eugenia Fabián Felipe Florencia Gabriel Gloria Hernán Hugo Ignacia Inés Isidora Joaquín
    Jorge Josefa Julián Laura Leonor Lorena Lucía Magdalena Manuel Marcela Mateo Mónica
    Natalia Nicolás Octavio Patricio Pilar Rafael Ramiro Rocío Rodrigo Rosa Samuel Simón
    Sofía Teresa Valentina Vicente Violeta Ximena
    """
)
SURNAMES = _words(
    """
    Acevedo Aguilar Alarcón Arce Arancibia Barrios Benítez Bustos Cáceres Calderón Campos
    Carrasco Castro Cerda Cisneros Contreras Córdova Cruz Delgado Donoso Duarte Escobar
    Espinoza Fajardo Farías Figueroa Fuentes Gallardo García Godoy Guerrero Gutiérrez
    Henríquez Herrera Huamán Jara Lagos León Lozano Luna Mamani Medina Mejía Molina Morales
    Muñoz Navarro Núñez Ochoa Olivares Ortega Osorio Palma Paredes Peña Quintero Ramírez
    Reyes Riquelme Rojas Salas Sandoval Sepúlveda Soto Tapia Toledo Torres Uribe Valdés
    Vargas Vega Venegas Vera Zamora Zúñiga
    """
)
